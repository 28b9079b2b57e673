import type { ChannelName } from '../db/index.ts'
import type { AppContext } from '../http/index.ts'
import { translator } from '../i18n/index.ts'
import type { Channel } from './channel.ts'
import { emailChannel } from './email/email-channel.ts'
import { keepBounce } from './email/keep-bounce.ts'
import { countCalls } from './inbox.ts'
import { lastWroteAt, writesTooOften } from './last-wrote.ts'
import { openSmsChannel } from './sms/sms-channel.ts'
import { telegramChannel } from './telegram/telegram-channel.ts'
import { whatsAppChannel } from './whatsapp/whatsapp-channel.ts'
import { xChannel } from './x/x-channel.ts'

/** Every channel we know, with or without a gateway. */
export interface Channels {
  readonly all: readonly Channel[]
  /** @throws Error for a name that is no channel */
  of(name: ChannelName): Channel
}

export function openChannels(context: AppContext): Channels {
  const { config, clock, sealer } = context
  const t = translator('id')
  const all: readonly Channel[] = [
    openSmsChannel(config),
    xChannel({
      config: config.channels.x,
      clock,
      countCalls: (calls, costMicros) => countCalls(context, 'x', calls, costMicros),
    }),
    whatsAppChannel({
      config: config.channels.whatsapp,
      clock,
      baseUrl: config.baseUrl,
      lastWroteAt: (address) => lastWroteAt(context, 'whatsapp', { kind: 'whatsapp', value: address }),
      listButton: t('channels.whatsapp.open_list'),
    }),
    telegramChannel(config.channels.telegram),
    emailChannel({
      config: config.email,
      mailbox: config.channels.mailbox,
      sealer,
      writesTooOften: (address) => writesTooOften(context, 'email', { kind: 'email', value: address }),
      onBounce: (bounce) => keepBounce(context, bounce),
      texts: {
        replyAbove: t('channels.email.reply_above'),
        subject: (number) =>
          number === null ? t('channels.email.subject') : t('channels.email.subject_of_report', { number }),
      },
    }),
  ]
  return {
    all,
    of(name) {
      const channel = all.find((candidate) => candidate.channel === name)
      if (channel === undefined) throw new Error(`there is no channel ${name}`)
      return channel
    },
  }
}
