import type { RegisterRoutes } from '../http/index.ts'
import { markRoutes } from './pages/abuse/mark-route.tsx'
import { abuseRoutes } from './pages/abuse/route.tsx'
import { accountRoutes } from './pages/account/route.tsx'
import { answersRoutes } from './pages/answers/route.tsx'
import { bulkRoutes } from './pages/bulk/route.tsx'
import { changesRoutes } from './pages/changes/route.tsx'
import { channelsRoutes } from './pages/channels/route.tsx'
import { exportsRoutes } from './pages/exports/route.tsx'
import { figureMailRoutes } from './pages/figure-mails/route.tsx'
import { findInstitutionRoutes } from './pages/find-institution/route.ts'
import { frontRoutes } from './pages/front/route.tsx'
import { identityRuleRoutes } from './pages/identity-rules/route.tsx'
import { inboxRoutes } from './pages/inbox/route.tsx'
import { institutionRoutes } from './pages/institutions/route.tsx'
import { leagueRoutes } from './pages/league/route.tsx'
import { liveRoutes } from './pages/live/route.ts'
import { monitoringRoutes } from './pages/monitoring/route.tsx'
import { monitoringSettingsRoutes } from './pages/monitoring-settings/route.tsx'
import { notificationsRoutes } from './pages/notifications/route.tsx'
import { photoRoutes } from './pages/photo/route.tsx'
import { recomputeRoutes } from './pages/recompute/route.tsx'
import { registryRoutes } from './pages/registry/route.tsx'
import { reportRoutes } from './pages/report/route.tsx'
import { reportsRoutes } from './pages/reports/route.tsx'
import { retentionRoutes } from './pages/retention/route.tsx'
import { routingRoutes } from './pages/routing/route.tsx'
import { securityRoutes } from './pages/security/route.tsx'
import { signInRoutes } from './pages/sign-in/route.tsx'
import { signOnSettingsRoutes } from './pages/sign-on/route.tsx'
import { staffRoutes } from './pages/staff/route.tsx'
import { systemsRoutes } from './pages/systems/route.tsx'
import { unsealingRoutes } from './pages/unsealing/route.tsx'
import { watchRoutes } from './pages/watch/route.tsx'

const PAGES: readonly RegisterRoutes[] = [
  signInRoutes,
  inboxRoutes,
  reportsRoutes,
  reportRoutes,
  bulkRoutes,
  liveRoutes,
  monitoringRoutes,
  monitoringSettingsRoutes,
  figureMailRoutes,
  leagueRoutes,
  exportsRoutes,
  watchRoutes,
  findInstitutionRoutes,
  notificationsRoutes,
  channelsRoutes,
  institutionRoutes,
  answersRoutes,
  frontRoutes,
  registryRoutes,
  routingRoutes,
  recomputeRoutes,
  accountRoutes,
  securityRoutes,
  signOnSettingsRoutes,
  staffRoutes,
  systemsRoutes,
  unsealingRoutes,
  identityRuleRoutes,
  photoRoutes,
  abuseRoutes,
  changesRoutes,
  retentionRoutes,
  markRoutes,
]

/** The pages of staff: sign-in, inbox, reports and their actions, registry, messages, account. */
export const consoleRoutes: RegisterRoutes = async (app, context) => {
  for (const register of PAGES) await register(app, context)
}
