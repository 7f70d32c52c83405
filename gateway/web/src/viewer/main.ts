import { mount } from 'svelte';
import '../base.css';
import { Session } from './session.svelte';
import { Taste } from './taste.svelte';
import Viewer from './Viewer.svelte';

const session = new Session(location, localStorage);
const taste = new Taste(localStorage, matchMedia('(prefers-reduced-motion: reduce)').matches);
session.start(new URLSearchParams(location.search).get('episode') ?? 'demo-1');
mount(Viewer, { target: document.getElementById('app')!, props: { session, taste } });
