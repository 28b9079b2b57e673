import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../../http/index.ts'
import { translator } from '../../i18n/index.ts'
import { sendTree, splitFormat } from './format.ts'
import { BASE } from './open311-app.ts'

/** When what we serve here last changed its meaning. */
const CHANGESET = '2026-11-26T00:00:00Z'

/** GeoReport v2 "Service Discovery": where the endpoint is and which formats it speaks. */
export function registerDiscovery(app: FastifyInstance, context: AppContext): void {
  for (const file of ['discovery.xml', 'discovery.json']) {
    app.get(`/${file}`, { config: { access: 'public' } }, (_request, reply) => {
      const { baseUrl, mode } = context.config
      const t = translator('id')
      return sendTree(reply, splitFormat(file).format, {
        root: 'discovery',
        inner: { endpoints: 'endpoint', formats: 'format' },
        value: {
          changeset: CHANGESET,
          contact: t('open311.contact', { url: `${baseUrl}/tentang` }),
          key_service: t('open311.key_service', { url: `${baseUrl}/tentang` }),
          endpoints: [
            {
              specification: 'http://wiki.open311.org/GeoReport_v2',
              url: `${baseUrl}${BASE}`,
              changeset: CHANGESET,
              type: mode === 'production' ? 'production' : 'test',
              formats: ['text/xml', 'application/json'],
            },
          ],
        },
      })
    })
  }
}
