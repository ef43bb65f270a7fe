import { isNotFound, rootOf } from '../errors';
import type { FieldMap, ValuesOf } from '../fields';
import { leavingOut } from '../inStep';
import type { Kind } from '../kind';
import type { JointTools, Output } from '../operation';
import type { Reconciling } from '../operations/createOrUpdate';
import type { Id, Removes, Stored } from '../store';
import type { Entry } from './entries';
import type { Found } from './gather';
import type { Settings } from './settings';

/** What a store must offer for a whole set to be kept in step. */
export type Synced<Spec, Kept extends Stored, Ref, Query, Options> = Reconciling<
	Spec,
	Kept,
	Ref,
	Query,
	Options
> &
	Removes<object, Ref>;

/** What came of an action. */
export interface Result extends Partial<Output> {
	readonly id?: Id;
	/** Whether a secret is in it that is shown this once. */
	readonly hasSecret?: boolean;
}

/** Carries out the action of this place in a plan. */
export type Run = (index: number) => Promise<Result>;

/** Creates what is not there, or changes what is. */
export async function writeOne<Fields extends FieldMap, Kept extends Stored, Ref, Query, Options>(
	store: Synced<ValuesOf<Fields>, Kept, Ref, Query, Options>,
	{ entry, found, stored }: Found<ValuesOf<Fields>, Kept, Options>,
	kind: Kind<Fields, Kept, Ref>,
	{ ignored, secretOutput }: Settings<unknown>,
	tools: JointTools,
): Promise<Result> {
	const { spec, options } = (entry as Entry<ValuesOf<Fields>, Options>).state();
	if (found && stored) {
		const record = await store.rewrite(stored, leavingOut(spec, ignored), options);
		return { json: { record: kind.simplify(record) } };
	}
	const made = await store.create(spec, { ...options, secretWanted: secretOutput.wanted });
	if (made.leftToDo) tools.hint({ message: made.leftToDo, type: 'info' });
	const json = { record: kind.simplify(made.stored), ...made.related, steps: [...made.steps] };
	const output = await secretOutput.present(json, made.stored.id, made.secret, tools);
	const hasSecret = secretOutput.wanted && made.secret !== undefined;
	return { id: made.stored.id, ...(hasSecret && { hasSecret }), ...output };
}

/** Deletes what no item means; that somebody else has done so is as good. */
export async function removeOne<Ref>(store: Removes<object, Ref>, ref: Ref): Promise<Result> {
	const result = await store.remove(ref, {}).catch((thrown: unknown) => {
		if (isNotFound(rootOf(thrown))) return { alreadyGone: true };
		throw thrown;
	});
	return { json: { result } };
}
