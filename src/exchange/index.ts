export { type DeliverWebhooksDeps, deliverWebhooks } from './deliver-webhooks.ts'
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
