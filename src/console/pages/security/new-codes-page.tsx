import { ButtonLink, Notice, PageHeading } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { RecoveryCodes } from '../../recovery-codes.tsx'

/** A second factor was set up; the recovery codes behind it, shown this once. */
export function NewCodesPage({ frame, codes }: { frame: ConsoleFrame; codes: readonly string[] }) {
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={t('second_factor.title')} current="account">
      <PageHeading title={t('second_factor.title')} />
      <div class="stack max-w-3xl">
        <Notice tone="success" title={t('second_factor.done.on')} live />
        <RecoveryCodes t={t} codes={codes} />
        <p>
          <ButtonLink href="/petugas/akun" icon="check">
            {t('second_factor.codes_kept')}
          </ButtonLink>
        </p>
      </div>
    </ConsolePage>
  )
}
