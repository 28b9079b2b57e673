import { pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { PATHS } from '../../paths.ts'
import { AboutPage } from './about-view.tsx'
import { PrivacyPage } from './privacy-view.tsx'

/** What this is and how data is protected, in plain words. */
export const aboutRoutes: RegisterRoutes = (app, context) => {
  app.get('/tentang', { config: { access: 'public' } }, (request, reply) =>
    sendPage(reply, <AboutPage page={pageFrame(context, request, reply)} />),
  )
  app.get('/bantuan', { config: { access: 'public' } }, (_request, reply) => reply.redirect('/tentang', 303))
  app.get(PATHS.privacy, { config: { access: 'public' } }, (request, reply) =>
    sendPage(reply, <PrivacyPage page={pageFrame(context, request, reply)} />),
  )
  app.get('/robots.txt', { config: { access: 'public' } }, (_request, reply) =>
    reply
      .header('content-type', 'text/plain; charset=utf-8')
      .send(
        [
          'User-agent: *',
          ...HIDDEN_FROM_ROBOTS.map((path) => `Disallow: ${path}`),
          `Sitemap: ${context.config.baseUrl}/sitemap.xml`,
          '',
        ].join('\n'),
      ),
  )
}

/** Pages of staff and of single persons. */
const HIDDEN_FROM_ROBOTS = [
  '/petugas',
  '/masuk',
  '/lampiran/',
  '/laporan/akses',
  '/laporan/*/kode',
  '/laporan/*/survei',
  '/k/',
  '/s/',
  '/surat/',
  '/saran/',
]
