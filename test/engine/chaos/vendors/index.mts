import type { ChaosVendor } from '../vendor.mts';
import { genesysCloud } from './genesysCloud.mts';
import { paragon } from './paragon.mts';
import { tines } from './tines.mts';

/** The vendors whose credentials can be made, changed and deleted. */
export const CHAOS_VENDORS: readonly ChaosVendor[] = [genesysCloud, paragon, tines];
