import type { Values } from './vendor.mts';

/** Options of a sync that may not be given without a value. */
export const SYNC_OPTIONS: Values = {
	'options.protect': 'Break glass',
	'options.maximumDeletions': 10,
	'options.maximumPercent': 100,
};
