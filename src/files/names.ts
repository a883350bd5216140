// Names of the files and folders that bonusbook makes in a shop's folder, for whoever writes and whoever looks for them.

/** The folder of the book in a shop's folder. */
export const BOOK_FOLDER = 'book'
/** The folder of drafts. */
export const OUT_FOLDER = 'out'
/** The folder of approvals by signature. */
export const APPROVALS_FOLDER = 'approvals'
/** The record of a month's draft, in its folder. */
export const MONTH_RECORD = 'run.json'
/** Likewise of a release's, and of a correction's. */
export const RELEASE_RECORD = 'release.json'
export const CORRECTION_RECORD = 'correct.json'
/** What makes a folder that of a group of shops. */
export const GROUP_FILE = 'group.yaml'
/** What a shop of a group has otherwise. */
export const OWN_FILE = 'shop.yaml'
