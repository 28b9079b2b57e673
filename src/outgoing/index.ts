export {
  type Outgoing,
  type OutgoingFailure,
  type OutgoingRequest,
  type OutgoingResult,
  openOutgoing,
} from './guarded-fetch.ts'
