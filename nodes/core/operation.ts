import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeHint,
} from 'n8n-workflow';

/** One output item, before it is paired with its input item. */
export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/** The parameters of one item, as its expressions give them. */
export interface ItemParameters {
	readonly index: number;
	/** A parameter's raw value; undefined when it is not shown in the panel. */
	get(name: string): unknown;
	/** A collection's entries; an empty object when it is not shown. */
	collection(name: string): IDataObject;
	/** A yes-or-no parameter; false when it is not shown. */
	flag(name: string): boolean;
	/** The item itself. */
	readonly json: IDataObject;
}

/** What a task may use of n8n besides its store. */
export interface RunTools {
	/** A file for an output item. */
	binary(content: Buffer, fileName: string, mimeType: string): ReturnType<PrepareBinary>;
	/** Tells the user something that is no error; the same hint is shown once. */
	hint(hint: NodeHint): void;
}

type PrepareBinary = IExecuteFunctions['helpers']['prepareBinaryData'];

/** The work for one item, all its input read and checked. */
export interface Task<Store> {
	(store: Store, tools: RunTools): Promise<Output[]>;
	/** What no other item of the run, in the same scope, may mean as well: it is looked for before it is made. */
	readonly claim?: Claim;
}

/** A thing that an item is about, told before anything was asked of the vendor. */
export interface Claim {
	/** The field that names it, as the panel has it. */
	readonly field: string;
	readonly key: string;
	/** As it is told: "the name 'Nightly export'". */
	readonly words: string;
}

/** What the panel has to know of something that a person can do with a resource. */
export interface Offered {
	/** The value in a workflow's JSON. */
	readonly value: string;
	/** The name in the panel, in title case, without the resource. */
	readonly name: string;
	/** The sentence in the node's list of actions. */
	readonly action: string;
	readonly description: string;
	/** Its parameters; the resource adds when they are shown. */
	readonly properties: INodeProperties[];
	/**
	 * The parameters as this operation wants them read, where some come from the item itself: also
	 * those that name the scope.
	 *
	 * @throws InvalidInput
	 */
	adapt?(parameters: ItemParameters): ItemParameters;
}

/** Something that is done item by item. Written against the store methods it needs. */
export interface Operation<Store> extends Offered {
	/**
	 * Reads and checks one item's parameters. Called for every item before the first request.
	 *
	 * @throws InvalidInput
	 */
	read(parameters: ItemParameters): Task<Store>;
}

/** One output item of a joint operation. */
export interface JointOutput extends Output {
	/** The input item that it is about, if it is about one. */
	readonly item?: number;
	/** What went wrong with it, when the run goes on all the same. */
	readonly thrown?: unknown;
}

/** What a joint operation needs of the run besides its stores. */
export interface JointTools extends RunTools {
	/** Whether the run goes on when something fails. */
	readonly keepGoing: boolean;
	/** Items that could not be read, when the run goes on all the same. */
	readonly unread: readonly number[];
	/** The vendor as users call it. */
	readonly vendor: string;
}

/** All items of a run, to be worked on together. */
export interface Joint<Store> {
	/**
	 * Reads and checks one item's parameters. Called for every item before the first request.
	 *
	 * @throws InvalidInput
	 */
	read(parameters: ItemParameters): void;
	/** @param storeOf the store of the scope that an item names: one for all items of that scope */
	run(storeOf: (item: number) => Store, tools: JointTools): Promise<JointOutput[]>;
}

/** Something that is done for all items together. Written against the store methods it needs. */
export interface JointOperation<Store> extends Offered {
	/**
	 * Reads what is said once for all items.
	 *
	 * @param parametersOf an item's parameters once more, as they are read and checked
	 * @throws InvalidInput
	 */
	begin(settings: ItemParameters, parametersOf: (item: number) => ItemParameters): Joint<Store>;
}

/** An operation in a list with others. */
export type AnyOperation<Store> = Operation<Store> | JointOperation<Store>;
