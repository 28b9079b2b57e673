export {
  type DeliverDeps,
  deliverNotification,
  type SendEmail,
  type SendResult,
  smtpSender,
} from './deliver.ts'
export { type NotifyDeps, notifyOfEvent, sendCode } from './notify.ts'
export { type OutboxMessage, readOutbox } from './outbox.ts'
