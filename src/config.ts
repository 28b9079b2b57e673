import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { type ChannelsConfig, readChannels } from './config-channels.ts'
import { SetupError } from './errors.ts'

export type {
  ChannelsConfig,
  MailboxConfig,
  TelegramConfig,
  WhatsAppConfig,
  XConfig,
} from './config-channels.ts'

export type Mode = 'training' | 'production'

/** Everything that is set from outside, read once at start. */
export interface Config {
  readonly mode: Mode
  readonly host: string
  readonly port: number
  /** Public address without a trailing slash; links in messages begin with it. */
  readonly baseUrl: string
  readonly dataDir: string
  readonly projectDir: string
  /** A PostgreSQL server; `null` means the embedded one in `dataDir`. */
  readonly databaseUrl: string | null
  /** The owner of the tables, for `lapor migrate`; `null` means that the login of `databaseUrl` owns them. */
  readonly databaseOwnerUrl: string | null
  readonly databaseReplicaUrl: string | null
  readonly databasePoolSize: number
  readonly nowOffsetDays: number
  readonly rateLimits: boolean
  /** Training mode fills an empty database with its sample of reports. */
  readonly trainingSample: boolean
  readonly trustProxy: boolean
  /** 32 bytes in base64 that wrap the data keys; `null` means the file `master.key` in `dataDir`. */
  readonly masterKey: string | null
  readonly email: EmailConfig | null
  readonly sms: SmsConfig
  readonly channels: ChannelsConfig
  readonly logLevel: string
  /** CIDR ranges that may be called although they are private: partners inside a government's own network. */
  readonly outgoingAllowed: readonly string[]
  /** A second address of this server from which files are served without cookies; null means from the pages' own. */
  readonly uploadsUrl: string | null
  /** The population registry (Dukcapil); null means none: training mode has its own. */
  readonly populationRegistry: PopulationRegistryConfig | null
  /** The Android app that wraps these pages (Digital Asset Links); null where there is none. */
  readonly androidApp: { readonly packageId: string; readonly fingerprints: readonly string[] } | null
  /** Map tiles by Leaflet's URL template; `null` means pages without a map. */
  readonly mapTiles: { readonly urlTemplate: string; readonly attribution: string } | null
}

/** SMS through Kannel; what is null is off. */
export interface SmsConfig {
  /** The number people write to. */
  readonly number: string
  /** What Kannel's get-url carries, so that nobody else plays a sender; null takes nothing in (training: loopback may). */
  readonly secret: string | null
  /** Addresses from which Kannel calls. */
  readonly callers: readonly string[]
  /** Kannel's sendsms, with the user and password of its `sendsms-user`. */
  readonly send: {
    readonly url: string
    readonly username: string
    readonly password: string
    /** Where Kannel reaches us with its delivery reports, without a trailing slash. */
    readonly callbackUrl: string
  } | null
}

export interface PopulationRegistryConfig {
  readonly url: string
  readonly key: string
  /** Milliseconds for one try. */
  readonly timeoutMs: number
}

export interface EmailConfig {
  readonly smtpUrl: string
  readonly from: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Read the settings from the environment.
 * All missing or wrong ones are reported at once, by name, with what to write.
 * @throws SetupError
 */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = []
  const read = reader(env, problems)

  const mode = read.oneOf('LAPOR_MODE', ['training', 'production'], 'training')
  const host = read.text('HOST') ?? '127.0.0.1'
  const port = read.integer('PORT', 1708, 0, 65_535)
  const projectDir = findProjectDir()
  const dataDir = resolve(read.text('LAPOR_DATA_DIR') ?? join(projectDir, 'data'))
  const nowOffsetDays = read.number('LAPOR_NOW_OFFSET_DAYS', 0)
  const rateLimits = read.oneOf('LAPOR_RATE_LIMITS', ['on', 'off'], 'on') === 'on'
  const trainingSample = read.oneOf('LAPOR_TRAINING_SAMPLE', ['on', 'off'], 'on') === 'on'
  const baseUrl = (read.url('LAPOR_BASE_URL', ['http:', 'https:']) ?? `http://127.0.0.1:${port}`).replace(
    /\/+$/,
    '',
  )
  const masterKey = read.text('LAPOR_MASTER_KEY')
  const smtpUrl = read.url('LAPOR_SMTP_URL', ['smtp:', 'smtps:'])
  const emailFrom = read.text('LAPOR_EMAIL_FROM')

  // A trainee's own receiver runs beside the server.
  const loopback = mode === 'training' ? ['127.0.0.0/8', '::1/128'] : []
  const outgoingAllowed = [...loopback, ...read.ranges('LAPOR_OUTGOING_ALLOW')]
  const sms = readSms(read, problems, port)

  const channels = readChannels(read, problems, { emailFrom, production: mode === 'production' })
  const uploadsUrl = read.url('LAPOR_UPLOADS_URL', ['http:', 'https:'])?.replace(/\/+$/, '') ?? null
  if (uploadsUrl !== null && new URL(uploadsUrl).host === new URL(baseUrl).host) {
    problems.push('LAPOR_UPLOADS_URL must have a host of its own, e.g. https://berkas.lapor.example.go.id')
  }
  const populationRegistry = readPopulationRegistry(read, problems)
  const tileUrl = read.url('LAPOR_MAP_TILES', ['http:', 'https:'])
  const tileAttribution = read.text('LAPOR_MAP_ATTRIBUTION')

  const androidApp = readAndroidApp(read, problems)

  if (tileUrl !== null && tileAttribution === null) {
    problems.push('LAPOR_MAP_ATTRIBUTION is missing: with LAPOR_MAP_TILES write whom the map is from')
  }
  if (masterKey !== null && Buffer.from(masterKey, 'base64').length !== 32) {
    problems.push('LAPOR_MASTER_KEY must be 32 bytes in base64: openssl rand -base64 32')
  }
  if (smtpUrl !== null && emailFrom === null) {
    problems.push(
      'LAPOR_EMAIL_FROM is missing: with LAPOR_SMTP_URL write e.g. "LAPOR! <lapor@example.go.id>"',
    )
  }
  if (mode === 'training') {
    if (!['127.0.0.1', 'localhost', '::1'].includes(host)) {
      problems.push(
        'HOST must be a loopback address in training mode: write 127.0.0.1, or set LAPOR_MODE=production',
      )
    }
  } else {
    if (nowOffsetDays !== 0) problems.push('LAPOR_NOW_OFFSET_DAYS works in training mode only: remove it')
    if (!rateLimits) problems.push('LAPOR_RATE_LIMITS=off works in training mode only: remove it')
    if (!trainingSample) problems.push('LAPOR_TRAINING_SAMPLE=off works in training mode only: remove it')
  }
  if (problems.length > 0) {
    throw new SetupError(
      `The settings need attention:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
  }

  return {
    mode,
    host,
    port,
    baseUrl,
    dataDir,
    projectDir,
    databaseUrl: read.text('DATABASE_URL'),
    databaseOwnerUrl: read.text('DATABASE_OWNER_URL'),
    databaseReplicaUrl: read.text('DATABASE_REPLICA_URL'),
    databasePoolSize: read.integer('LAPOR_DATABASE_POOL', 10, 2, 200),
    nowOffsetDays,
    rateLimits,
    trainingSample,
    trustProxy: read.oneOf('LAPOR_TRUST_PROXY', ['on', 'off'], 'off') === 'on',
    masterKey,
    email: smtpUrl !== null && emailFrom !== null ? { smtpUrl, from: emailFrom } : null,
    outgoingAllowed,
    uploadsUrl,
    populationRegistry,
    sms,
    channels,
    logLevel: read.oneOf('LAPOR_LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], 'info'),
    androidApp,
    mapTiles:
      tileUrl !== null && tileAttribution !== null
        ? { urlTemplate: tileUrl, attribution: tileAttribution }
        : null,
  }
}

function readPopulationRegistry(
  read: ReturnType<typeof reader>,
  problems: string[],
): PopulationRegistryConfig | null {
  const url = read.url('LAPOR_POPULATION_REGISTRY_URL', ['https:', 'http:'])
  const key = read.text('LAPOR_POPULATION_REGISTRY_KEY')
  const timeoutMs = read.integer('LAPOR_POPULATION_REGISTRY_TIMEOUT_MS', 10_000, 100, 60_000)
  if (url !== null && key === null) {
    problems.push(
      'LAPOR_POPULATION_REGISTRY_KEY is missing: with LAPOR_POPULATION_REGISTRY_URL write the key the registry gave you',
    )
  }
  return url === null || key === null ? null : { url, key, timeoutMs }
}

/** The names are those of the Android SDK: the package id, and SHA-256 fingerprints of its signing certificates. */
function readAndroidApp(read: SettingsReader, problems: string[]): Config['androidApp'] {
  const packageId = read.text('LAPOR_ANDROID_PACKAGE')
  const fingerprints = (read.text('LAPOR_ANDROID_FINGERPRINTS') ?? '')
    .split(',')
    .map((fingerprint) => fingerprint.trim().toUpperCase())
    .filter(Boolean)
  if (packageId === null && fingerprints.length === 0) return null
  if (packageId === null || !/^[a-z]\w*(\.[a-z]\w*)+$/i.test(packageId)) {
    problems.push('LAPOR_ANDROID_PACKAGE must be the id of the Android package, e.g. id.go.example.lapor')
  }
  if (
    fingerprints.length === 0 ||
    !fingerprints.every((text) => /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(text))
  ) {
    problems.push(
      'LAPOR_ANDROID_FINGERPRINTS must be SHA-256 fingerprints as keytool prints them (32 pairs of digits with colons), parted by commas',
    )
  }
  return { packageId: packageId ?? '', fingerprints }
}

function readSms(read: ReturnType<typeof reader>, problems: string[], port: number): SmsConfig {
  const url = read.url('LAPOR_KANNEL_SENDSMS_URL', ['http:', 'https:'])
  const username = read.text('LAPOR_KANNEL_USERNAME')
  const password = read.text('LAPOR_KANNEL_PASSWORD')
  if (url !== null && (username === null || password === null)) {
    problems.push(
      'LAPOR_KANNEL_USERNAME and LAPOR_KANNEL_PASSWORD are missing: with LAPOR_KANNEL_SENDSMS_URL write those of the sendsms-user in kannel.conf',
    )
  }
  const secret = read.text('LAPOR_SMS_SECRET')
  if (secret !== null && secret.length < 16) {
    problems.push('LAPOR_SMS_SECRET must have 16 characters or more: openssl rand -hex 16')
  }
  return {
    number: read.text('LAPOR_SMS_NUMBER') ?? '1708',
    secret,
    callers: (read.text('LAPOR_SMS_CALLERS') ?? '127.0.0.1,::1').split(',').map((address) => address.trim()),
    send:
      url !== null && username !== null && password !== null
        ? {
            url,
            username,
            password,
            callbackUrl: (
              read.url('LAPOR_KANNEL_CALLBACK_URL', ['http:', 'https:']) ?? `http://127.0.0.1:${port}`
            ).replace(/\/+$/, ''),
          }
        : null,
  }
}

/** The checkout's folder: the nearest one upwards that holds package.json and registry/. */
export function findProjectDir(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'registry'))) return folder
    if (dirname(folder) === folder) {
      throw new SetupError('The registry folder was not found: run LAPOR! from its own checkout')
    }
  }
}

/** Reads settings one by one and notes what is wrong with them. */
export type SettingsReader = ReturnType<typeof reader>

function reader(env: Environment, problems: string[]) {
  const text = (name: string) => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? null : value
  }
  const number = (name: string, fallback: number) => {
    const value = text(name)
    if (value === null) return fallback
    const parsed = Number(value)
    if (Number.isFinite(parsed)) return parsed
    problems.push(`${name} must be a number, not "${value}"`)
    return fallback
  }
  return {
    text,
    number,
    integer(name: string, fallback: number, min: number, max: number) {
      const value = number(name, fallback)
      if (Number.isInteger(value) && value >= min && value <= max) return value
      problems.push(`${name} must be a whole number from ${min} to ${max}`)
      return fallback
    },
    oneOf<Word extends string>(name: string, words: readonly Word[], fallback: Word): Word {
      const value = text(name)
      if (value === null) return fallback
      const word = words.find((candidate) => candidate === value)
      if (word !== undefined) return word
      problems.push(`${name} must be ${words.join(' or ')}, not "${value}"`)
      return fallback
    },
    ranges(name: string): string[] {
      const ranges = (text(name) ?? '')
        .split(',')
        .map((range) => range.trim())
        .filter(Boolean)
      if (!ranges.every((range) => ipaddr.isValidCIDR(range))) {
        problems.push(`${name} must be address ranges parted by commas, e.g. 10.20.0.0/16`)
      }
      return ranges.filter((range) => ipaddr.isValidCIDR(range))
    },
    url(name: string, protocols: readonly string[]) {
      const value = text(name)
      if (value === null) return null
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
      problems.push(
        `${name} must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
      )
      return null
    },
  }
}
