import type { SpecVendor } from '../vendor.mts';
import { genesysCloud } from './genesysCloud.mts';
import { paragon } from './paragon.mts';
import { tines } from './tines.mts';

/** The vendors whose nodes are given bad specifications. */
export const SPEC_VENDORS: readonly SpecVendor[] = [genesysCloud, paragon, tines];
