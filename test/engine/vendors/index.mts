import { operationCasesOf, type KeyedCase } from '../support/keyedCase.mts';
import type { VendorCase } from '../support/vendorCase.mts';
import { genesysCloud } from './genesysCloud.mts';
import { GENESYS_CLOUD } from './keyed/genesysCloud.mts';
import { PARAGON } from './keyed/paragon.mts';
import { TINES } from './keyed/tines.mts';
import { paragon } from './paragon.mts';
import { paragonConnect } from './paragonConnect.mts';
import { tines } from './tines.mts';

/** A kind of credential for which a desired state can be brought about, and its vendor. */
export interface KeyedKind {
	vendor: VendorCase;
	kind: KeyedCase;
	name: string;
}

const kindsOf = (vendor: VendorCase, kinds: readonly KeyedCase[]): KeyedKind[] =>
	kinds.map((kind) => ({ vendor, kind, name: `${vendor.name} ${kind.resource}` }));

/** All kinds of credential that have Create or Update and Sync. */
export const KINDS: readonly KeyedKind[] = [
	...kindsOf(genesysCloud, GENESYS_CLOUD),
	...kindsOf(paragon, PARAGON),
	...kindsOf(tines, TINES),
];

const withKinds = (vendor: VendorCase): VendorCase => ({
	...vendor,
	operations: [
		...vendor.operations,
		...KINDS.filter((each) => each.vendor === vendor).flatMap(({ kind }) => operationCasesOf(kind)),
	],
});

/** Every vendor whose node is held to the tests that hold for all. */
export const VENDORS: readonly VendorCase[] = [genesysCloud, paragon, paragonConnect, tines].map(
	withKinds,
);
