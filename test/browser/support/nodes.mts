/** IDs and names of the ready-made credentials, which are the same in every sandbox. */
const READY: { [type: string]: { id: string; name: string } } = {
	paragonApi: { id: 'ParagonSandbox01', name: 'Paragon sandbox' },
	paragonConnectApi: { id: 'ParagonConnect01', name: 'Paragon Connect sandbox' },
	tinesApi: { id: 'TinesSandbox0001', name: 'Tines sandbox' },
};

/** How a node names the ready-made credential of a type. */
export const credentialOf = (type: string) => ({ [type]: READY[type] });
