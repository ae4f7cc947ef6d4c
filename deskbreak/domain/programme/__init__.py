"""Stages, comfort and set-up checks over days and weeks."""
