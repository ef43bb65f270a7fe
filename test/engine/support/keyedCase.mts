import type { Sandbox } from '../../sandbox/index.mts';
import type { AfterLostAnswer, OperationCase, Prepared, Route } from './vendorCase.mts';

/** A desired state, as an item of the format Input Item. */
export type Desired = Record<string, any>;

/** What somebody may be refused, by the request that is refused. */
type Refused = Pick<OperationCase, 'forbidden'>;

/** One kind of credential for which a desired state can be brought about. */
export interface KeyedCase {
	resource: string;
	routes: Record<'create' | 'list' | 'remove' | 'update', Route>;
	/** Requests to the API when all goes well. */
	calls: {
		/** Of one list of what there is. */
		list: number;
		/** To hold what is wanted against a scope, where only the vendor can tell. */
		placing: number;
		/** For each one that is there, to compare it. */
		look: number;
		/** For each creation, and for all of a run together. */
		create: number;
		creating: number;
		/** For each change, and for all of a run together. */
		update: number;
		updating: number;
	};
	lostCreation: AfterLostAnswer;
	mayNotCreate: Refused;
	mayNotUpdate: Refused;
	/** Parameters that say where it is. */
	place(sandbox: Sandbox): Record<string, unknown>;
	/** Parameters of the format Fields Below, filled by an item without its secret. */
	asFields: Record<string, unknown>;
	/** Desired states of which none is there. */
	wanted(sandbox: Sandbox, count: number): Desired[];
	/** The fields of a desired state that hold a secret. */
	secretFields: readonly string[];
	/** Whether the vendor never gives the secret back, so that nobody can tell whether it differs. */
	hidden: boolean;
	/** Whether there can be several of one key. */
	several: boolean;
	/** Something else for one field that can be read. */
	readable(desired: Desired): { field: string; change: Desired };
	/** Makes what has the same keys and other content, as though it had always been there. */
	seed(sandbox: Sandbox, wanted: readonly Desired[]): void;
	/** Changes one that is kept, by hand, where something can be changed that can be read and is no key. */
	drift?(kept: any): void;
	/** The parameter that picks one. */
	locator: string;
	/** The scope that holds what these tests make, and nothing else that is there. */
	scope: Record<string, unknown>;
	/** All that the vendor keeps of this kind. */
	all(sandbox: Sandbox): any[];
	/** What the vendor keeps under the key of a desired state. */
	kept(sandbox: Sandbox, desired: Desired): any[];
	/** What is kept in step, in the words of a desired state. */
	asDesired(kept: any): Desired;
	/** The attributes of the vendor's Terraform resource, as a state has them, where there is one. */
	terraform?(desired: Desired, kept: any): { attributes: Desired; readable: Desired };
	/** The name that the output has. */
	nameOf(desired: Desired): string;
}

/** Secrets are put together when the node runs, so that neither parameters nor items hold them. */
export const SECRET = '={{ ["the", "secret", "of", "item", $itemIndex].join("-") }}';

/** What SECRET becomes for an item. */
export const secretOf = (item: number): string => `the-secret-of-item-${item}`;

const eachPaired = (count: number) => Array.from({ length: count }, (_, item) => ({ item }));

/** Parameters of both operations for desired states in the format Input Item. */
export const asItems = (
	kind: KeyedCase,
	sandbox: Sandbox,
	operation: 'sync' | 'upsert',
	more: object = {},
) => ({
	...{ resource: kind.resource, operation, inputFormat: 'item', matchOn: 'key' },
	...kind.place(sandbox),
	...more,
});

/** A desired state without its secrets. */
export const withoutSecrets = ({ secretFields }: KeyedCase, desired: Desired): Desired =>
	Object.fromEntries(Object.entries(desired).filter(([name]) => !secretFields.includes(name)));

/** Holds the vendor's state to desired states: each is there once, as it is wanted. */
export function expectKept(kind: KeyedCase, sandbox: Sandbox, wanted: readonly Desired[]): void {
	for (const desired of wanted) {
		expect(kind.kept(sandbox, desired).map((kept) => kind.asDesired(kept))).toEqual([desired]);
	}
}

/** Create or Update and Sync, creating and updating, as the tests that hold for all operations need them. */
export const operationCasesOf = (kind: KeyedCase): OperationCase[] =>
	(['upsert', 'sync'] as const).flatMap((operation) => [
		caseOf(kind, operation, 'create'),
		caseOf(kind, operation, 'update'),
	]);

function caseOf(
	kind: KeyedCase,
	operation: 'sync' | 'upsert',
	deed: 'create' | 'update',
): OperationCase {
	const { calls, resource } = kind;
	const creating = deed === 'create';
	return {
		...{ resource, operation, when: creating ? 'creating' : 'updating' },
		...{ joint: operation === 'sync', byId: false, main: kind.routes[deed] },
		...(creating ? kind.mayNotCreate : kind.mayNotUpdate),
		afterLostAnswer: creating ? kind.lostCreation : 'repeats',
		calls: creating ? calls.create : calls.look + calls.update,
		shared: calls.list + (creating ? calls.creating : calls.updating),
		prepare(sandbox, count): Prepared {
			const wanted = kind.wanted(sandbox, count);
			if (!creating) kind.seed(sandbox, wanted);
			return {
				items: wanted.map((desired) => ({ json: withoutSecrets(kind, desired) })),
				parameters: {
					...{ resource, operation, inputFormat: 'fields', matchOn: 'key' },
					...kind.place(sandbox),
					...kind.asFields,
				},
				verify(run) {
					expect(run.error).toBeUndefined();
					expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(eachPaired(count));
					const done =
						operation === 'sync' ? { action: deed, status: 'done' } : { action: `${deed}d` };
					for (const [index, desired] of wanted.entries()) {
						const [{ id }] = kind.kept(sandbox, desired);
						expect(run.items[index]!.json).toMatchObject({ ...done, id });
					}
					expectKept(kind, sandbox, wanted);
				},
			};
		},
	};
}
