import type { VendorCase } from '../support/vendorCase.mts';
import { genesysCloud } from './genesysCloud.mts';
import { paragon } from './paragon.mts';
import { paragonConnect } from './paragonConnect.mts';
import { tines } from './tines.mts';

/** Every vendor whose node is held to the tests that hold for all. */
export const VENDORS: readonly VendorCase[] = [genesysCloud, paragon, paragonConnect, tines];
