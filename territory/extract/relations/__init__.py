"""The claims themselves: who takes, holds, loses, fights for or besieges what."""
