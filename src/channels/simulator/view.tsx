import type { ChannelName } from '../../db/index.ts'
import { formatDateTime } from '../../i18n/index.ts'
import {
  Button,
  Disclosure,
  FileInput,
  Form,
  type PageFrame,
  PageHeading,
  PublicLayout,
  Tabs,
  TextArea,
  TextInput,
} from '../../ui/index.ts'
import type { Bubble, Player } from './read-chat.ts'

interface SimulatorPageProps {
  readonly page: PageFrame
  readonly player: Player
  readonly bubbles: readonly Bubble[]
  readonly channels: readonly { readonly channel: ChannelName; readonly href: string }[]
  /** On a phone that only receives SMS the words to write back stand in the text. */
  readonly hasButtons: boolean
}

const PATH = '/pelatihan/kanal'

/** A phone on which anyone plays a reporter; what is written here goes the way of real messages. */
export function SimulatorPage({ page, player, bubbles, channels, hasButtons }: SimulatorPageProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('simulator.title')} width="reading" noIndex>
      <PageHeading title={t('simulator.title')} lead={t('simulator.lead')} />
      <Tabs
        label={t('simulator.channels')}
        tabs={channels.map(({ channel, href }) => ({
          label: t(`channel.${channel}`),
          href,
          current: channel === player.channel,
        }))}
      />
      <section
        class="mx-auto max-w-md rounded-card border border-line bg-surface shadow-card"
        aria-label={t('simulator.phone')}
      >
        <h2 class="rounded-t-card bg-field px-4 py-3 font-bold text-on-field">
          {t(`channel.${player.channel}`)}
          <span class="block break-all font-normal text-on-field-soft text-sm">{player.address}</span>
        </h2>
        <ol class="flex flex-col gap-3 bg-sunken p-4">
          {bubbles.length === 0 && <li class="text-ink-soft">{t('simulator.empty')}</li>}
          {bubbles.map((bubble, index) => (
            <ChatBubble
              key={`${bubble.at.toISOString()} ${index}`}
              page={page}
              player={player}
              bubble={bubble}
              isLast={hasButtons && index === bubbles.length - 1}
            />
          ))}
        </ol>
        <div class="p-4" id="tulis">
          <Form page={page} action={PATH} files>
            <Identity player={player} />
            <TextArea t={t} name="text" label={t('simulator.text')} rows={2} value="" />
            {player.channel !== 'sms' && (
              <Disclosure summary={t('simulator.more')} icon="camera">
                <FileInput t={t} name="photo" label={t('simulator.photo')} accept="image/*" />
                {player.channel !== 'email' && (
                  <Button look="quiet" size="small" name="place" value="1" icon="pin">
                    {t('simulator.place')}
                  </Button>
                )}
              </Disclosure>
            )}
            <Button icon="send">{t('simulator.send')}</Button>
          </Form>
        </div>
      </section>
      <Disclosure summary={t('simulator.other')}>
        <form method="get" action={PATH}>
          <input type="hidden" name="kanal" value={player.channel} />
          <TextInput name="dari" label={t('simulator.address')} value={player.address} />
          <TextInput name="nama" label={t('simulator.name')} value={player.name} />
          <Button look="quiet">{t('simulator.switch')}</Button>
        </form>
      </Disclosure>
    </PublicLayout>
  )
}

function ChatBubble(props: { page: PageFrame; player: Player; bubble: Bubble; isLast: boolean }) {
  const { page, player, bubble, isLast } = props
  const own = bubble.from === 'person'
  return (
    <li class={own ? 'ml-10 min-w-0 max-w-full self-end' : 'mr-10 min-w-0 max-w-full self-start'}>
      <div
        class={`whitespace-pre-line rounded-card px-4 [overflow-wrap:anywhere] py-3 ${own ? 'bg-primary-soft text-ink' : 'border border-line bg-surface text-ink'}`}
      >
        <span class="sr-only">{page.t(own ? 'simulator.person' : 'simulator.us')}: </span>
        {bubble.text}
      </div>
      <p class={`mt-1 text-ink-soft text-sm ${own ? 'text-right' : ''}`}>
        {formatDateTime(bubble.at, page.language)}
      </p>
      {isLast && bubble.choices.length > 0 && (
        <div class="mt-2 flex flex-wrap gap-2">
          {bubble.choices.map(({ value, label, asks }) => (
            <Form key={value} page={page} action={PATH}>
              <Identity player={player} />
              <input type="hidden" name={asks === 'location' ? 'place' : 'button'} value={value} />
              <Button look="secondary" size="small">
                {label}
              </Button>
            </Form>
          ))}
        </div>
      )}
    </li>
  )
}

function Identity({ player }: { player: Player }) {
  return (
    <>
      <input type="hidden" name="kanal" value={player.channel} />
      <input type="hidden" name="dari" value={player.address} />
      <input type="hidden" name="nama" value={player.name} />
    </>
  )
}
