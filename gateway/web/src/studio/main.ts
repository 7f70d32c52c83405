import { mount } from 'svelte';
import '../base.css';
import 'uplot/dist/uPlot.min.css';
import { language } from '../language/tongue.svelte';
import { LiveBoard } from './board.svelte';
import Studio from './Studio.svelte';

language.begin(localStorage);
const live = new LiveBoard(location, sessionStorage);
live.show(!document.hidden);
document.addEventListener('visibilitychange', () => live.show(!document.hidden));
mount(Studio, { target: document.getElementById('app')!, props: { live } });
