"""The Web API: a function for each method, and the desk that lets calls in, fails them when told to, and
writes each down."""
