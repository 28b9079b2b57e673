import type { RegisterEndpoint } from '../api-app.ts'
import { adminAbuse } from './abuse.ts'
import { adminAnswers } from './answers.ts'
import { adminChannels } from './channels.ts'
import { staffExports } from './exports.ts'
import { adminFront } from './front.ts'
import { adminInstitutions } from './institutions.ts'
import { adminRegistry } from './registry.ts'
import { adminRouting } from './routing.ts'
import { adminSettings } from './settings.ts'
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
  adminFront,
  adminSettings,
  adminAbuse,
  adminChannels,
  staffExports,
]
