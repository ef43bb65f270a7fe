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
export type Task<Store> = (store: Store, tools: RunTools) => Promise<Output[]>;

/** Something a person can do with a resource. Written against the store methods it needs. */
export interface Operation<Store> {
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
	 * Reads and checks one item's parameters. Called for every item before the first request.
	 *
	 * @throws InvalidInput
	 */
	read(parameters: ItemParameters): Task<Store>;
}
