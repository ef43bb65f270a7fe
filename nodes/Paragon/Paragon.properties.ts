import { panelOf } from '../core/resource';
import { RESOURCES } from './resources';
import { PARAGON } from './vendor';

/** The node's panel; what is published has it as data. */
export const PROPERTIES = panelOf(RESOURCES, PARAGON.limits);
