export { type FirstHolder, type FirstHolderReason, firstHolder } from './first-holder.ts'
