export { DELIVERY_LANES, type DeliverWebhooksDeps, deliverWebhooks } from './deliver-webhooks.ts'
export { exportEverything } from './export/export-everything.ts'
export { importExport } from './export/import-export.ts'
export { MANIFEST } from './export/manifest.ts'
export { type ImportProgress, type ImportRun, importReports } from './import/import-reports.ts'
export { type ImportMapping, readMapping } from './import/mapping.ts'
export { readRows, type SourceRow } from './import/read-rows.ts'
export { changeExchangeLink, changeOpen311Target } from './manage-links.ts'
export { handOverDue } from './open311/hand-over.ts'
export type { HandOverDeps } from './open311/put-off.ts'
export { listHandovers, open311TargetOf } from './open311/targets.ts'
export { countHeldUp } from './protocol/failed-messages.ts'
export { type FetchFilesDeps, fetchFilesDue } from './protocol/fetch-files.ts'
export { findSharedFile } from './protocol/files-to-tell.ts'
export { forgetOldMessages } from './protocol/forget-messages.ts'
export {
  canAskContact,
  decideIdentityQuestion,
  type IdentityQuestion,
  openIdentityQuestion,
  requestIdentity,
} from './protocol/identity.ts'
export {
  EXCHANGE_MODELS,
  type ExchangeLink,
  linkOfSystem,
  MAPPED_STATES,
  saveExchangeLink,
} from './protocol/links.ts'
export { type ExchangeMessage, ExchangeMessageSchema, type Received } from './protocol/message.ts'
export { passOnDue } from './protocol/pass-on.ts'
export { readShares, type Share } from './protocol/read-shares.ts'
export { receiveMessage } from './protocol/receive-message.ts'
export { queueWebhooks } from './queue-webhooks.ts'
export {
  createWebhook,
  DELIVERIES_LISTED,
  type Delivery,
  endWebhook,
  listAllWebhooks,
  listDeliveries,
  listWebhooks,
  replayWebhook,
  testWebhook,
  type Webhook,
  type WebhookDeps,
} from './webhooks.ts'
