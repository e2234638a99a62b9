"""What a person sees and hears of a run: pictures, and one page that holds them all."""
