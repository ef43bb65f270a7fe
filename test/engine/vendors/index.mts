import type { VendorCase } from '../support/vendorCase.mts';
import { genesysCloud } from './genesysCloud.mts';

/** Every vendor whose node is held to the tests that hold for all. */
export const VENDORS: readonly VendorCase[] = [genesysCloud];
