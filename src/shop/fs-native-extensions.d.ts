// The one function that is used of a library without types of its own.

declare module 'fs-native-extensions' {
  /** Locks an open file, so long as it is open; false where another open file holds the lock. Throws errors of the file system. */
  export function tryLock(fd: number): boolean
}
