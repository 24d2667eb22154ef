// The labs' script, loaded when one comes near: the player and the figures it plays.
import "../guide";
import "./lab-player";
