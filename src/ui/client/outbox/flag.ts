const FLAG = 'lapor:antrean'

/** Something waits on this phone: pages look after it. Without the flag they need not load anything to know. */
export function flagOutbox(): void {
  try {
    localStorage.setItem(FLAG, '1')
  } catch {}
}

export function unflagOutbox(): void {
  try {
    localStorage.removeItem(FLAG)
  } catch {}
}

export function isOutboxFlagged(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null
  } catch {
    return false
  }
}
