/**
 * Whether node_modules of `folder` holds what its package-lock.json asks for (packages for other
 * platforms left aside), going by the record that npm leaves at the end of an install.
 */
export function isInstalled(folder: string): boolean;
