/** Own reports, kept to be read without a network until the person signs out. */
export const OWN_PAGES = 'lapor-milik-saya'
/** Each version of the program has a cache of its own. */
export const SHELL_PREFIX = 'lapor-versi-'
