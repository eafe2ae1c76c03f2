/** The migrated, empty database that every test's own is copied from. */
export const templateDatabase = 'kms_template';
