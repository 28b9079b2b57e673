import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { waitingJobs } from '../jobs/index.ts'
import type { AppContext } from './app-context.ts'

/** `/livez` (the process answers), `/readyz` (and reaches its database), `/metrics` (Prometheus). */
export function registerHealth(app: FastifyInstance, context: AppContext): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'lapor_request_duration_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const waiting = new Gauge({
    name: 'lapor_jobs_waiting',
    help: 'Jobs that wait, by name',
    labelNames: ['job'],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
  })
  app.get('/livez', { config: { access: 'public' } }, () => ({ status: 'ok' }))
  app.get('/readyz', { config: { access: 'public' } }, async (_request, reply) => {
    try {
      await sql`select 1`.execute(context.db)
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'no database' })
    }
  })
  app.get('/metrics', { config: { access: 'public' } }, async (_request, reply) => {
    waiting.reset()
    for (const [job, count] of Object.entries(await waitingJobs(context.db))) waiting.set({ job }, count)
    return reply.header('content-type', registry.contentType).send(await registry.metrics())
  })
}
