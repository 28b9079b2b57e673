export {
  type DeliverDeps,
  deliverNotification,
  type SendEmail,
  smtpSender,
} from './deliver.ts'
export { type NotifyDeps, notifyOfEvent, sendCode } from './notify.ts'
export { type OutboxMessage, readOutbox } from './outbox.ts'
export { sendSignInCode } from './send-sign-in-code.ts'
export type { ChannelLimits, Choice, OutboundMessage, Sender, SendResult } from './sender.ts'
export { linkTeller } from './staff-mail.ts'
export { tellOfUnsealing } from './tell-of-unsealing.ts'
