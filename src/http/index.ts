export { type Access, isStillSignedIn, SECOND_FACTOR_PAGE, staffOf } from './access.ts'
export { buildApp, type RegisterRoutes } from './app.ts'
export type { AppContext } from './app-context.ts'
export { loadAssets } from './assets.ts'
export {
  cookieOptions,
  DRAFT_COOKIE,
  followCookie,
  isFollowCookie,
  LEFT_COOKIE,
  REPORTER_COOKIE,
  SESSION_COOKIE,
} from './cookies.ts'
export { knowsTag, tagOf } from './entity-tags.ts'
export { asRefusal, errorText, fieldErrorText } from './errors.tsx'
export { sendFile, streamFile } from './files.ts'
export type { FormFile, PostedForm } from './form.ts'
export { emblemPath, originOf, ownHosts } from './fronts.ts'
export { openLog } from './log.ts'
export { languageOf, localPath, pageFrame, sendPage } from './page.ts'
export { openPublicPages } from './public-page.ts'
export { demandScope, readingStaff } from './systems.ts'
