import type { RegisterRoutes } from '../http/index.ts'
import { aboutRoutes } from './pages/about/route.tsx'
import { accessRoutes } from './pages/access/route.tsx'
import { appealRoutes } from './pages/appeal/route.tsx'
import { attachmentRoutes } from './pages/attachment/route.ts'
import { codeRoutes } from './pages/code/route.tsx'
import { digestRoutes } from './pages/digest/route.tsx'
import { embedRoutes } from './pages/embed/route.tsx'
import { feedRoutes } from './pages/feed/route.ts'
import { galleryRoutes } from './pages/gallery/route.tsx'
import { homeRoutes } from './pages/home/route.tsx'
import { identityRoutes } from './pages/identity/route.tsx'
import { installedRoutes } from './pages/installed/route.tsx'
import { institutionRoutes } from './pages/institution/route.ts'
import { listRoutes } from './pages/list/route.tsx'
import { mineRoutes } from './pages/mine/route.tsx'
import { monthlyRoutes } from './pages/monthly/route.tsx'
import { openDataRoutes } from './pages/open-data/route.tsx'
import { pushRoutes } from './pages/push/route.ts'
import { reportRoutes } from './pages/report/route.tsx'
import { shortLinkRoutes } from './pages/short-link/route.ts'
import { sitemapRoutes } from './pages/sitemap/route.ts'
import { statisticsRoutes } from './pages/statistics/route.tsx'
import { supportRoutes } from './pages/support/route.tsx'
import { surveyRoutes } from './pages/survey/route.tsx'
import { tellRoutes } from './pages/tell/route.tsx'
import { uploadRoutes } from './pages/upload/route.ts'
import { widgetRoutes } from './pages/widget/route.tsx'

export { dropUnfinishedUploads } from './pages/upload/route.ts'

const PAGES: readonly RegisterRoutes[] = [
  homeRoutes,
  tellRoutes,
  uploadRoutes,
  installedRoutes,
  pushRoutes,
  codeRoutes,
  accessRoutes,
  reportRoutes,
  identityRoutes,
  supportRoutes,
  surveyRoutes,
  shortLinkRoutes,
  listRoutes,
  mineRoutes,
  appealRoutes,
  attachmentRoutes,
  aboutRoutes,
  digestRoutes,
  statisticsRoutes,
  institutionRoutes,
  monthlyRoutes,
  feedRoutes,
  openDataRoutes,
  embedRoutes,
  widgetRoutes,
  sitemapRoutes,
  galleryRoutes,
]

/** The pages of citizens and the public: home, telling, a report and its reporter's actions, the list. */
export const webRoutes: RegisterRoutes = async (app, context) => {
  for (const register of PAGES) await register(app, context)
}
