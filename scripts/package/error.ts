/** What a person can mend: a wrong call, a missing build, a key that is none. Everything else is a fault of ours. */
export class PackageError extends Error {}
