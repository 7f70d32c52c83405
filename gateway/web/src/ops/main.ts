import { mount } from 'svelte';
import '../base.css';
import { language } from '../language/tongue.svelte';
import Ops from './Ops.svelte';
import { Watch } from './watch.svelte';

language.begin(localStorage);
const watch = new Watch(location, sessionStorage);
watch.show(!document.hidden);
document.addEventListener('visibilitychange', () => watch.show(!document.hidden));
mount(Ops, { target: document.getElementById('app')!, props: { watch } });
