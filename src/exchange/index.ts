export { type DeliverWebhooksDeps, deliverWebhooks } from './deliver-webhooks.ts'
export { type ImportProgress, type ImportRun, importReports } from './import/import-reports.ts'
export { type ImportMapping, readMapping } from './import/mapping.ts'
export { readRows, type SourceRow } from './import/read-rows.ts'
export { queueWebhooks } from './queue-webhooks.ts'
export {
  createWebhook,
  type Delivery,
  endWebhook,
  listDeliveries,
  listWebhooks,
  replayWebhook,
  testWebhook,
  type Webhook,
  type WebhookDeps,
} from './webhooks.ts'
