export { accountDeps } from './account-deps.ts'
export { type ChannelLine, readChannelLines } from './channel-lines.ts'
export { cutText } from './cut-text.ts'
export {
  type DeadInbound,
  type DeadOutbound,
  discardInbound,
  discardOutbound,
  readDeadInbound,
  readDeadOutbound,
  replayInbound,
  replayOutbound,
} from './dead-letters.ts'
export { type DeliverDeps, deliverDue, notificationIdOf } from './deliver.ts'
export { enqueueReplies, enqueueReply } from './enqueue-reply.ts'
export {
  chooseFigureMail,
  FIGURE_MAIL_KINDS,
  type FigureMailKind,
  stopSecretFits,
  wantedFigureMails,
} from './figures/choose-mails.ts'
export { sendWeeklyFigures } from './figures/send-weekly.ts'
export { tellCrossings } from './figures/tell-crossings.ts'
export {
  type NotificationCell,
  readNotificationTable,
  saveNotificationTable,
} from './notification-table.ts'
export { type NotifyDeps, notifyOfEvent, sendCode } from './notify.ts'
export { type OutboxMessage, readOutbox } from './outbox.ts'
export { pushKeys } from './push/keys.ts'
export { pushSender } from './push/push-sender.ts'
export {
  dropSubscription,
  dropSubscriptionsOf,
  isSubscribed,
  type PushScope,
  readTarget,
  saveSubscription,
} from './push/subscriptions.ts'
export { sendSignInCode } from './send-sign-in-code.ts'
export type { ChannelLimits, Choice, OutboundMessage, Sender, SendResult } from './sender.ts'
export { smtpSender } from './smtp-sender.ts'
export { chooseDigest, sendStaffDigests, wantsDigest } from './staff-digest.ts'
export { tellOfAbuse } from './tell-of-abuse.ts'
export { tellOfPasskey } from './tell-of-passkey.ts'
export { tellOfUnsealing } from './tell-of-unsealing.ts'
export { watchChannels } from './watch-channels.ts'
