export { type AccountEventType, readAccountEvents } from './account-events.ts'
export { countAttempt } from './attempts.ts'
export {
  activeBlockOf,
  type Blocked,
  blockIsOf,
  blockReporter,
  contactsWithRecord,
  endExpiredBlocks,
  type ListedBlock,
  liftBlock,
  listBlocks,
  refuseBlocked,
} from './block-list.ts'
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
export { type Custodian, listCustodians, setCustodian } from './custodians.ts'
export { addDataKey } from './data-keys.ts'
export { readSignOn, saveSignOn } from './edit-sign-on.ts'
export { httpPopulationRegistry, type RegistrySettings } from './http-population-registry.ts'
export {
  asksNik,
  type IdentityRule,
  isIssuedInKnownRegion,
  listIdentityRules,
  removeIdentityRule,
  requiredStep,
  setIdentityRule,
} from './identity-rules.ts'
export {
  countColleagues,
  type ListedStaff,
  listStaff,
  readStaffAccount,
  type StaffFilter,
} from './list-staff.ts'
export {
  type AccountPlan,
  changeStaff,
  deactivateStaff,
  inviteAgain,
  inviteStaff,
  type ManageDeps,
  reactivateStaff,
  resetStaff,
} from './manage-staff.ts'
export {
  changeOfSystem,
  changeSystem,
  connectSystem,
  listManagedSystems,
  listSystemKeys,
  type ManagedSystem,
  readManagedSystem,
  readSystemCalls,
  renewSystemKey,
  revokeSystemKey,
  switchSystem,
} from './manage-systems.ts'
export { isPlausibleNik, maskNik } from './nik.ts'
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
  confirmPassword,
  endSession,
  endSessions,
  listSessions,
  listStaffTokens,
  revokeStaffToken,
  type StaffSession,
  type StaffToken,
} from './own-account.ts'
export {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  removePasskey,
  signInWithPasskey,
  siteOf,
} from './passkeys.ts'
export { PASSWORD_MIN_LENGTH } from './password-rule.ts'
export { type PopulationRegistry, type RegistryAnswer, trainingRegistry } from './population-registry.ts'
export { fewRandomBytes } from './random-bytes.ts'
export {
  addContact,
  confirmContact,
  contactHash,
  contactToReach,
  findOrCreateReporter,
  findReporter,
  listContacts,
  markUndeliverable,
  noteUnprovedContact,
  preferContact,
  type ReporterContact,
  removeContact,
  reporterName,
  reporterNik,
} from './reporter-contacts.ts'
export {
  addReporterPasskey,
  beginReporterPasskey,
  beginReporterPasskeySignIn,
  listReporterPasskeys,
  removeReporterPasskey,
  reporterOfPasskey,
} from './reporter-passkeys.ts'
export {
  endReporterSession,
  REPORTER_TOKEN_PREFIX,
  reporterOfSession,
  startReporterSession,
} from './reporter-sessions.ts'
export { reportersOfContacts, reporterWithoutContact } from './reporters-in-bulk.ts'
export { countSealed, resealEverything, retireOtherKeys } from './rotate-keys.ts'
export { loadMasterKey, openSealer, type Sealer } from './sealing.ts'
export {
  countRecoveryCodes,
  hasTotp,
  makeRecoveryCodes,
  needsSecondFactor,
  newTotpSecret,
  removeTotp,
  setUpTotp,
  totpAddress,
  totpCode,
  totpText,
} from './second-factor.ts'
export { finishSignIn, type Origin, type Session, signIn, signOut } from './sign-in.ts'
export {
  type Asking,
  checkSignInCode,
  makeSignInLink,
  type ResendWay,
  readSignInCode,
  requestCode,
  resendSignInCode,
  signInCodeOf,
} from './sign-in-codes.ts'
export { networkOf, tidySignInFailures } from './sign-in-throttle.ts'
export { beginSignOn, finishSignOn, listSignOns } from './sign-on.ts'
export {
  createStaffToken,
  type NewStaffAccount,
  type Staff,
  type StaffDeps,
  saveStaffAccount,
  sessionHolds,
  staffByEmail,
  staffOfAccount,
  staffOfSession,
  staffOfToken,
} from './staff.ts'
export { forgetPassword, type OpenedLink, openLink, type TellByLink, useLink } from './staff-links.ts'
export { rolesToGive } from './staff-permissions.ts'
export {
  countSystemCalls,
  makeSystemToken,
  type SystemCalls,
  systemOfToken,
  TOKEN_SECONDS,
} from './system-tokens.ts'
