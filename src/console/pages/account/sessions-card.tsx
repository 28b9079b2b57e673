import { formatDateTime } from '../../../i18n/index.ts'
import type { StaffSession } from '../../../identity/index.ts'
import { Badge, Button, Card, Form } from '../../../ui/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'

interface SessionsCardProps {
  readonly frame: ConsoleFrame
  readonly sessions: readonly StaffSession[]
}

/** Where one is signed in; each session can be ended, or all of them. */
export function SessionsCard({ frame, sessions }: SessionsCardProps) {
  const { page, staff } = frame
  const { t, language } = page
  const time = (at: Date) => formatDateTime(at, language, staff.timeZone)
  return (
    <Card title={t('session.title')} icon="sign-out">
      <div class="stack">
        <p>{t('session.lead')}</p>
        <ul class="divide-y divide-line">
          {sessions.map((session) => {
            const agent = browserName(session.agent) ?? t('session.unknown')
            return (
              <li key={session.id} class="flex flex-wrap items-center justify-between gap-3 py-3">
                <div class="min-w-0">
                  <p class="font-bold">
                    {agent} {session.present && <Badge tone="info">{t('session.present')}</Badge>}
                  </p>
                  <p class="text-ink-soft text-sm">
                    {t('session.since', {
                      since: time(session.created_at),
                      seen: time(session.last_seen_at),
                    })}
                  </p>
                  <p class="text-ink-soft text-sm">
                    {[t(`session.method.${session.method}`), session.network].filter(Boolean).join(' · ')}
                  </p>
                </div>
                {!session.present && (
                  <Form page={page} action={`/petugas/akun/sesi/${session.id}/akhiri`}>
                    <Button look="danger" size="small" aria-label={t('session.end_label', { agent })}>
                      {t('session.end')}
                    </Button>
                  </Form>
                )}
              </li>
            )
          })}
        </ul>
        <Form page={page} action="/petugas/akun/keluar-semua">
          <Button look="secondary">{t('console.account.sign_out_everywhere')}</Button>
        </Form>
      </div>
    </Card>
  )
}

const BROWSERS = ['Edg', 'OPR', 'SamsungBrowser', 'Firefox', 'Chrome', 'Safari']
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux']

/** "Chrome, Android": enough to know one's own phone; nothing depends on it. */
function browserName(agent: string | null): string | null {
  if (agent === null || agent === '') return null
  const browser = BROWSERS.find((name) => agent.includes(`${name}/`))
  const system = SYSTEMS.find((name) => agent.includes(name))
  return [browser, system].filter((part) => part !== undefined).join(', ') || agent.slice(0, 40)
}
