import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

/** A parameter that cannot be used as it stands. Found before any request is sent. */
export class InvalidInput extends Error {
	/**
	 * @param field the parameter as the panel names it
	 * @param problem what is the matter with the value, and what is allowed
	 * @param help how to put it right, where the problem does not say it
	 */
	constructor(
		readonly field: string,
		readonly problem: string,
		readonly help?: string,
	) {
		super(`${field}: ${problem}`);
	}
}

/** What a vendor said when it refused a request. */
export interface Refusal {
	/** What happened, in the user's words. */
	message: string;
	/** How to put it right. */
	help?: string;
	/** HTTP status. */
	status: number;
	/** The vendor's own code for the error. */
	code?: string;
}

/** The vendor answered, and the answer is no. */
export class Refused extends Error {
	readonly status: number;
	readonly code: string | undefined;
	readonly help: string | undefined;

	constructor(refusal: Refusal) {
		super(refusal.message);
		this.status = refusal.status;
		this.code = refusal.code;
		this.help = refusal.help;
	}
}

/** The vendor could not be reached, or gave no usable answer; nothing was changed by the request. */
export class Unreachable extends Error {
	constructor(
		message: string,
		readonly help?: string,
		readonly status?: number,
	) {
		super(message);
	}
}

/** A request that changes something was sent and its answer was lost: it may have been carried out. */
export class UncertainOutcome extends Error {
	constructor(
		message: string,
		readonly help?: string,
	) {
		super(message);
	}
}

/** The execution was cancelled. */
export class Cancelled extends Error {
	/** @param remark what the user has to know of what was under way */
	constructor(remark?: string) {
		// By the word "canceled" n8n tells an execution that was stopped from one that failed.
		super(`The execution was canceled${remark ? `; ${remark}` : ''}`);
	}
}

/** One step of several failed: says what had been done before it, since that is not undone. */
export class StepFailed extends Error {
	constructor(
		readonly step: string,
		readonly done: readonly string[],
		readonly reason: Error,
		readonly advice?: string,
	) {
		super(
			done.length === 0
				? `${step} did not succeed: ${reason.message}`
				: `${step} did not succeed: ${reason.message} (So far: ${done.join('; ')})`,
		);
	}
}

/** What ended a joint run, with what is to be known besides. */
export class JointFailure extends Error {
	readonly reason: Error;

	/**
	 * @param item the input item that it is about, if it is about one
	 * @param note what had been done
	 */
	constructor(
		reason: unknown,
		readonly item: number | undefined,
		readonly note: string,
	) {
		const error = asError(reason);
		super(error.message);
		this.reason = error;
	}
}

/** Whether the vendor said that the thing asked for does not exist. */
export function isNotFound(error: unknown): boolean {
	return error instanceof Refused && error.status === 404;
}

/** The error that the steps led to: the vendor's refusal inside a failed step. */
export function rootOf(error: unknown): unknown {
	return error instanceof StepFailed ? rootOf(error.reason) : error;
}

/** Any thrown value as an Error. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * The error as n8n shows it: message with the item it concerns, description with the way out, the
 * HTTP status kept.
 *
 * @param note what had been done by the node when the error ended it, for the description
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex?: number,
	note?: string,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	const error = asError(thrown);
	const root = asError(rootOf(error));
	const message = itemIndex === undefined ? error.message : `${error.message} [item ${itemIndex}]`;
	const help = 'help' in root && typeof root.help === 'string' ? root.help : undefined;
	const advice = error instanceof StepFailed ? error.advice : undefined;
	const description = [help, advice, note].filter(Boolean).join('\n') || undefined;
	const status = 'status' in root && typeof root.status === 'number' ? root.status : undefined;

	const fromVendor =
		root instanceof Refused || root instanceof Unreachable || root instanceof UncertainOutcome;
	if (!fromVendor) {
		const nodeError = new NodeOperationError(node, message, { description, itemIndex });
		// n8n puts a text of its own where a message happens to hold a code such as ENOTFOUND.
		nodeError.message = message;
		return nodeError;
	}
	// Built from a plain object: n8n would search an Error for texts of its own choosing.
	const plain: JsonObject = { message };
	const nodeError = new NodeApiError(node, plain, {
		message,
		description,
		httpCode: status?.toString(),
		itemIndex,
	});
	nodeError.message = message;
	return nodeError;
}
