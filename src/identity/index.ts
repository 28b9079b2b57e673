export {
  type ConnectedSystem,
  createSystem,
  listSystems,
  makeSystemKey,
  SYSTEM_SCOPES,
  type SystemScope,
  systemOfKey,
} from './connected-systems.ts'
export {
  type ChannelContact,
  type Contact,
  maskContact,
  readContact,
  readEmail,
  readPhone,
} from './contact.ts'
export { isPlausibleNik } from './nik.ts'
export {
  CODE_LIFETIME_MS,
  CODE_TRIES,
  hashSecret,
  newSecret,
  oneTimeCode,
  secretsEqual,
} from './one-time-code.ts'
export {
  changePassword,
  endSessions,
  listStaffTokens,
  revokeStaffToken,
  type StaffToken,
} from './own-account.ts'
export {
  addContact,
  confirmContact,
  contactHash,
  contactToReach,
  findOrCreateReporter,
  findReporter,
  listContacts,
  markUndeliverable,
  preferContact,
  type ReporterContact,
  removeContact,
  reporterName,
} from './reporter-contacts.ts'
export { endReporterSession, reporterOfSession, startReporterSession } from './reporter-sessions.ts'
export { loadMasterKey, openSealer, type Sealer } from './sealing.ts'
export {
  type Asking,
  checkSignInCode,
  type ResendWay,
  readSignInCode,
  requestCode,
  resendSignInCode,
  signInCodeOf,
} from './sign-in-codes.ts'
export {
  createStaffToken,
  type NewStaffAccount,
  PASSWORD_MIN_LENGTH,
  type Staff,
  type StaffDeps,
  saveStaffAccount,
  signIn,
  signOut,
  staffByEmail,
  staffOfAccount,
  staffOfSession,
  staffOfToken,
} from './staff.ts'
export { countSystemCall, makeSystemToken, systemOfToken, TOKEN_SECONDS } from './system-tokens.ts'
