// The script of the labs, loaded when one comes near: the player and the four figures.
// The guide comes first: the labs use its elements and its state, and each module exists once.
import "./guide";
import "../labs/bend/bend-figure";
import "../labs/collapse/collapse-figure";
import "../labs/die/die-figure";
import "../labs/vanish/vanish-figure";
import "../labs/player/lab-player";
