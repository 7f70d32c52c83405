import { mount } from 'svelte';
import '../base.css';
import { language } from '../language/tongue.svelte';
import { Desk } from './desk.svelte';
import Mod from './Mod.svelte';

language.begin(localStorage);
const desk = new Desk(location, sessionStorage);
desk.show(!document.hidden);
document.addEventListener('visibilitychange', () => desk.show(!document.hidden));
mount(Mod, { target: document.getElementById('app')!, props: { desk } });
