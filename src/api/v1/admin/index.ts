import type { RegisterEndpoint } from '../api-app.ts'
import { adminAnswers } from './answers.ts'
import { adminInstitutions } from './institutions.ts'
import { adminRegistry } from './registry.ts'
import { adminRouting } from './routing.ts'
import { adminStaff } from './staff.ts'
import { adminSystemWebhooks } from './system-webhooks.ts'
import { adminSystems } from './systems.ts'

/** What administrators do in the console, by program with a staff token of the same role. */
export const administration: readonly RegisterEndpoint[] = [
  adminInstitutions,
  adminRegistry,
  adminStaff,
  adminRouting,
  adminAnswers,
  adminSystems,
  adminSystemWebhooks,
]
