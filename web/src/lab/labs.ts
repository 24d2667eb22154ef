// The labs' script, loaded when one comes near: the player and the figures it plays.
import "../guide";
import "./bend-figure";
import "./collapse-figure";
import "./die-figure";
import "./vanish-figure";
import "./lab-player";
