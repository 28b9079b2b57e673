import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notFound } from '../../../errors.ts'
import {
  type AppContext,
  knowsTag,
  languageOf,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import { listVillages } from '../../../institutions/index.ts'
import { appIcon, type IconShape, TAB_ICON } from './icons.ts'
import { KeptPage } from './kept-view.tsx'
import { appManifest, assetLinks, SCREENSHOTS, type Worker, workerProgram } from './manifest.ts'
import { offlineRegions } from './offline-regions.ts'

const PUBLIC = { config: { access: 'public' } } as const
const DAY_SECONDS = 86_400

/** What makes the pages an app on a phone: manifest, icons, service worker, and the page of what the phone keeps. */
export const installedRoutes: RegisterRoutes = (app, context) => {
  app.get('/manifest.webmanifest', PUBLIC, (request, reply) =>
    reply
      .header('content-type', 'application/manifest+json; charset=utf-8')
      .header('cache-control', 'private, max-age=3600')
      .send(JSON.stringify(appManifest(languageOf(request)))),
  )

  const { androidApp } = context.config
  // Without an app of the operator's there is nothing to vouch for.
  if (androidApp !== null) {
    app.get('/.well-known/assetlinks.json', PUBLIC, (_request, reply) =>
      reply
        .header('content-type', 'application/json; charset=utf-8')
        .send(JSON.stringify(assetLinks(androidApp))),
    )
  }

  const worker = readWorker(context)
  app.get('/sw.js', PUBLIC, (request, reply) => {
    const { program, etag } = worker()
    // A new version reaches every phone within the hour; until then no page costs a question for it.
    reply.header('cache-control', 'public, max-age=3600').header('etag', etag)
    if (knowsTag(request, etag)) return reply.code(304).send()
    return reply.header('content-type', 'text/javascript; charset=utf-8').send(program)
  })

  app.get('/luring', PUBLIC, (request, reply) =>
    sendPage(reply, <KeptPage page={{ ...pageFrame(context, request, reply), path: '/luring' }} />),
  )
  app.get('/luring/wilayah.json', PUBLIC, async (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${7 * DAY_SECONDS}`)
      .send(await offlineRegions(context.db)),
  )
  // A kabupaten or kota: 33.75.json.
  app.get('/luring/wilayah/:file', PUBLIC, async (request, reply) => {
    const code = /^(\d\d\.\d\d)\.json$/.exec(parameterOf(request.params, 'file'))?.[1]
    const villages = code === undefined ? [] : await listVillages(context.db, code)
    if (villages.length === 0) throw notFound()
    return reply
      .header('cache-control', `public, max-age=${7 * DAY_SECONDS}`)
      .send(villages.map(({ name, code: village }) => [name, village]))
  })

  app.get('/ikon/lambang.svg', PUBLIC, (_request, reply) =>
    reply
      .header('content-type', 'image/svg+xml')
      .header('cache-control', `public, max-age=${30 * DAY_SECONDS}`)
      .send(TAB_ICON),
  )
  app.get('/ikon/:file', PUBLIC, async (request, reply) => {
    const icon = ICONS[parameterOf(request.params, 'file')]
    if (icon === undefined) throw notFound()
    return reply
      .header('content-type', 'image/png')
      .header('cache-control', `public, max-age=${DAY_SECONDS}`)
      .send(await appIcon(...icon))
  })
  app.get('/gambar/:file', PUBLIC, (request, reply) => {
    const wanted = parameterOf(request.params, 'file')
    const picture = SCREENSHOTS.find(({ file }) => file === wanted)
    if (picture === undefined) throw notFound()
    return reply
      .header('content-type', 'image/jpeg')
      .header('cache-control', `public, max-age=${DAY_SECONDS}`)
      .send(createReadStream(join(context.config.projectDir, 'docs', 'pictures', picture.file)))
  })
  // The worker takes a shared photo before it gets here; without one the form is at least opened.
  app.post('/lapor/bagikan', { config: { access: 'public', csrf: false } }, (_request, reply) =>
    reply.redirect('/lapor', 303),
  )
}

const ICONS: Readonly<Record<string, [IconShape, number] | undefined>> = {
  '192.png': ['any', 192],
  '512.png': ['any', 512],
  'apple-180.png': ['maskable', 180],
  'maskable-192.png': ['maskable', 192],
  'maskable-512.png': ['maskable', 512],
  'lencana-96.png': ['badge', 96],
}

function readWorker({ config, assets }: AppContext): () => Worker {
  let worker: Worker | null = null
  return () => {
    worker ??= workerProgram(
      readFileSync(join(config.projectDir, 'dist', 'worker', 'service-worker.js'), 'utf8'),
      assets.offline,
    )
    return worker
  }
}

function parameterOf(params: unknown, name: string): string {
  return typeof params === 'object' && params !== null && name in params
    ? String(Reflect.get(params, name))
    : ''
}
